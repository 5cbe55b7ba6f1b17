/** What speaks gRPC: its own health service, Temporal. */
package probes.grpc;
