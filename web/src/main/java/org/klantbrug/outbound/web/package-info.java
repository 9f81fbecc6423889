/** Messages to customers on the screens. */
package org.klantbrug.outbound.web;
