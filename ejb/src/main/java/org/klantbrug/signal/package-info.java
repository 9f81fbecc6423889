/**
 * What customers tell us that a department must do something with: who answers by when, and that
 * everybody who had to do with it hears what was done.
 */
package org.klantbrug.signal;
