"""OFD files (GB/T 33190-2016): pages of placed text, lines and pictures, as PDF has them."""
