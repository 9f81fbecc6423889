/**
 * Requests that are written in the transaction of their cause and done in the transaction of their
 * effect.
 */
package org.klantbrug.outbox;
