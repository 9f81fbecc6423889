/**
 * Messages to customers: written in the transaction of their cause, handed to the mail server after
 * it, and never sent twice by themselves; and what customers are not to be offered.
 */
package org.klantbrug.outbound;
