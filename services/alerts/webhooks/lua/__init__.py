"""The scripts of the delivery store. All are built on the log's `append.lua` and on `receivers.lua`."""
