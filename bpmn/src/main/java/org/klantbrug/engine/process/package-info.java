/**
 * The process engine in the container's transaction, and its ties to jobs, work items and the
 * outbox.
 */
package org.klantbrug.engine.process;
