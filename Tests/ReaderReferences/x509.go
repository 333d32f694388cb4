// SPDX-License-Identifier: GPL-3.0-or-later

// Go's crypto/x509 over every certificate of a serialized store, for Scripts/benchmark-inspect where there is Go. Prints
// what d2i.c prints: how many certificates there are and the milliseconds of one pass, by its own clock.
//
//	x509 FILE.sst
package main

import (
	"crypto/x509"
	"encoding/binary"
	"fmt"
	"os"
	"time"
)

func main() {
	octets, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(66)
	}
	certificates := 0
	begin := time.Now()
	// Records: identifier, encoding, length, content. 32 is a certificate.
	for record := 8; record+12 <= len(octets); {
		end := record + 12 + int(binary.LittleEndian.Uint32(octets[record+8:]))
		if binary.LittleEndian.Uint32(octets[record:]) == 32 {
			if _, err := x509.ParseCertificate(octets[record+12 : end]); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(65)
			}
			certificates++
		}
		record = end
	}
	fmt.Printf("%d %.3f\n", certificates, float64(time.Since(begin).Microseconds())/1000)
}
