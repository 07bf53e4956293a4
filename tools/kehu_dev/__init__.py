"""What bin/setup, bin/demo, bin/test and bin/lint are made of.

Standard library only: this runs before there is a virtual environment.
"""
