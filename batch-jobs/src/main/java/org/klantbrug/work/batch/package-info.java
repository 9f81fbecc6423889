/** Runs jobs: takes those that nobody holds, drains their slices, and reports how they ended. */
package org.klantbrug.work.batch;
