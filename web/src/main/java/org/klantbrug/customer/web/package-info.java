/** Customers on screen and over REST: finding them, opening them, mending what is wrong. */
package org.klantbrug.customer.web;
