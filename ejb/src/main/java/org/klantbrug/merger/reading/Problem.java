package org.klantbrug.merger.reading;

/**
 * One thing that is wrong with a record.
 *
 * @param line line of the file on which the record starts, counted from 1 with the header
 * @param field column of the entity, or null when the whole record is meant
 * @param reason what is wrong
 * @param expected what would have been right: a form, a number of fields, a list
 * @param raw the text as delivered: of the field, or of the whole record
 */
public record Problem(long line, String field, Reason reason, String expected, String raw) {}
