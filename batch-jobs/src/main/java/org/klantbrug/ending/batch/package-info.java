/** Jobs of the end of an old system. */
package org.klantbrug.ending.batch;
