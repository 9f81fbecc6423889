/**
 * The end of the old system: what must be so before it may go, who says and signs it, and the
 * archive of what was delivered.
 */
package org.klantbrug.ending;
