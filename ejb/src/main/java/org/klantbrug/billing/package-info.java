/**
 * What a merger changes for the money: per label what changes, the bills of the new billing beside
 * those of the old, who bills and debits whom from when, and what the bank says of it. Klantbrug
 * never debits: it guards.
 */
package org.klantbrug.billing;
