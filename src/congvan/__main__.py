"""`python -m congvan`: the same as `congvan`."""

from congvan.cli import main

if __name__ == "__main__":
    main()
