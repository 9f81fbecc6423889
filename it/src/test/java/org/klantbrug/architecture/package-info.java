/** Holds the code to the picture in {@code docs/architecture.md}. */
package org.klantbrug.architecture;
