/**
 * The mailbox of the house: what arrives is kept once, and told to who knows what to do with it.
 */
package org.klantbrug.mailbox;
