/** The timeline of a customer over REST. */
package org.klantbrug.contact.web;
