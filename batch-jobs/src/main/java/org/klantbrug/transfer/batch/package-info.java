/** The jobs that carry customers and their history, rehearse that, prove it, and take it back. */
package org.klantbrug.transfer.batch;
