"""`python -m zhenggai` is the command `zhenggai`, for a checkout that is not installed."""

from zhenggai.cli import main

if __name__ == "__main__":
    main()
