/**
 * Crises on screens and in REST, the band that every page shows while one runs, and the live room.
 */
package org.klantbrug.crisis.web;
