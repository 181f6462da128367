"""What every part of Tocsin agrees on: frozen models, no input or output, no import from services."""
