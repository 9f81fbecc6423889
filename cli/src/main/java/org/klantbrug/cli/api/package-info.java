/** Talking to a Klantbrug server: who as, over which address, and how an answer is printed. */
package org.klantbrug.cli.api;
