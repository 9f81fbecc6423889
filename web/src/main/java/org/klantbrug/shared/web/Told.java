package org.klantbrug.shared.web;

/**
 * What a caller is told when a request was not done.
 *
 * @param key stable enough for a program to act on
 * @param message what happened and what to do, in the language of the person
 */
record Told(String key, String message) {}
