/**
 * Complaints, from the customer's first word to what we did with it: their rules, and who did what.
 */
package org.klantbrug.complaint;
