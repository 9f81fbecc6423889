/**
 * Servers killed, databases crashed, runs started twice: and the merger comes out as if nothing had
 * happened.
 */
package org.klantbrug.reliability;
