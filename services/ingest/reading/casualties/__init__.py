"""People killed, hurt, missing, held or driven out: from chunks of words to claims."""
