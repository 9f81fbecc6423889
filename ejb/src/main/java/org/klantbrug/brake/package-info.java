/**
 * What is held, by whom and why: while it is, no new wave goes and mail to many waits. Whoever is
 * about to start something asks here.
 */
package org.klantbrug.brake;
