package org.klantbrug.cli.generate;

/** A file that was written: its name, its lines without the header, its size on disk. */
record WrittenFile(String name, long rows, long bytes) {}
