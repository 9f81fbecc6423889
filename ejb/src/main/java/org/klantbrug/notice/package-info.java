/**
 * Notices: what customers of the acquired company are told before they go over, by whom, in time,
 * and who answers their questions.
 */
package org.klantbrug.notice;
