/** What hosts are asked over SSH; nothing there is changed. */
package probes.hosts;
