package org.klantbrug.wave;

import java.time.LocalDate;

/**
 * Where an account goes.
 *
 * @param day null if no day can be found for it
 * @param split why not all accounts of its person go together; null if they do
 */
record Placement(Account account, Phase phase, LocalDate day, Split split) {}
