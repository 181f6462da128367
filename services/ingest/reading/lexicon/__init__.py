"""What the reader knows of the world and of words, as data that anybody can extend."""
