"""Pages of partner competitions: the public notice, and the work of the body that runs one."""
