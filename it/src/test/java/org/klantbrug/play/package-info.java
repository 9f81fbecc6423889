/**
 * Plays complaints of other companies through intake, process and clocks, under a clock that is
 * set. Only on demand: see {@code it/README.md}.
 */
package org.klantbrug.play;
