/** Pages and REST resources of complaints. */
package org.klantbrug.complaint.web;
