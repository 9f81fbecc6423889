/**
 * Makes the files of two made-up Dutch companies that merge, of any size, to try, to measure and to
 * show. The same seed gives the same bytes on every machine.
 */
package org.klantbrug.cli.generate;
