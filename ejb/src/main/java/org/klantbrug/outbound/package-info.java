/**
 * Messages to customers: written in the transaction of their cause, handed to the mail server after
 * it, and never sent twice by themselves.
 */
package org.klantbrug.outbound;
