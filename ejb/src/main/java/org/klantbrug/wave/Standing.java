package org.klantbrug.wave;

import java.time.LocalDate;

/**
 * Where an account was planned before.
 *
 * @param day of its wave; null if it had none
 * @param alone whether a person parted it from the other accounts of its customer
 * @param released whether its wave was let go, or is over: then nothing moves it
 */
record Standing(Phase phase, LocalDate day, boolean alone, boolean released) {}
