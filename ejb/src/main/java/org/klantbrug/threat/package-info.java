/**
 * Threats: what can become a crisis, reported by anybody or by the figures, and judged within
 * minutes by who has duty.
 */
package org.klantbrug.threat;
