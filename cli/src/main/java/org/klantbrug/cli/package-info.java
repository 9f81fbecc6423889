/** The command line: one class per command, one place for how commands end. */
package org.klantbrug.cli;
