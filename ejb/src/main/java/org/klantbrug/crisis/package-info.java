/**
 * A crisis from the first doubt to its end: proposed, decided on by one person, led by a team with
 * a log that only grows, stood down by a person, evaluated and closed. While it runs new waves and
 * mail to many are held.
 */
package org.klantbrug.crisis;
