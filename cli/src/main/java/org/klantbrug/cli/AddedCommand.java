package org.klantbrug.cli;

/** A command, named by its annotation, that another jar on the class path brings along. */
public interface AddedCommand {}
