"""Read a document where whatever its bytes hold costs that document and nothing else."""
