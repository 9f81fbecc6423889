/** Jobs that carry the customers of a wave over, prove it, and take it back. */
package org.klantbrug.wave.batch;
