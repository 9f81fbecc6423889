/** Reads delivered files: their form, their records, and what each value means. No SQL. */
package org.klantbrug.merger.reading;
