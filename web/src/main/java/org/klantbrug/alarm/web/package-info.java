/** Early warning on screen and over REST. */
package org.klantbrug.alarm.web;
