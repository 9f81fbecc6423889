/** The jobs that bring delivered files to staging. */
package org.klantbrug.merger.batch;
