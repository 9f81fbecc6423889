/**
 * What only code inside the running server can show: one transaction over tables, processes and
 * jobs.
 */
package org.klantbrug.server;
