# Answers every HTTP request on a loopback port that it is well.
use strict;
use warnings;
use IO::Socket::INET;

my $port = shift;
open(my $starts, '>>', '/var/lib/bigbrother/starts') or die "starts: $!";
print {$starts} "$$\n";
close($starts);
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 5, ReuseAddr => 1)
  or die "port $port: $!";
while (my $client = $server->accept()) {
    while (my $line = <$client>) {
        last if $line =~ /^\r?\n$/;
    }
    my $body = '{"status":"healthy"}';
    print {$client} "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " . length($body)
      . "\r\nConnection: close\r\n\r\n$body";
    close($client);
}
