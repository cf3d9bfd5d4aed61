"""What an editor asks of a plan while it is written: pure functions of a compilation, the text as it stands now, and a
place in it. No protocol, no files, no clock: editors and a page in the browser use the same."""
