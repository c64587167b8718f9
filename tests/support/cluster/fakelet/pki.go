package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// authority signs the certificates of one cluster.
type authority struct {
	folder string
	cert   *x509.Certificate
	key    crypto.Signer
	serial int64
}

// writePKI writes NAME.crt and NAME.key for everybody in a cluster, and sa.pub for service accounts' tokens.
func writePKI(folder string) error {
	a := authority{folder: folder}
	if err := a.issue("ca", pkix.Name{CommonName: "test-ca"}, &x509.Certificate{
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}); err != nil {
		return err
	}
	server := func(hosts ...string) *x509.Certificate {
		return &x509.Certificate{
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: hosts,
		}
	}
	client := &x509.Certificate{ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	masters := func(name string) pkix.Name {
		return pkix.Name{CommonName: name, Organization: []string{"system:masters"}}
	}
	for _, cert := range []struct {
		file     string
		subject  pkix.Name
		template *x509.Certificate
	}{
		{"apiserver", pkix.Name{CommonName: "kube-apiserver"}, server("localhost", "kubernetes", "kubernetes.default")},
		{"kubelet", pkix.Name{CommonName: "system:node:node-1"}, server("node-1")},
		{"apiserver-kubelet-client", masters("kube-apiserver-kubelet-client"), client},
		{"admin", masters("admin"), client},
		{"fakelet", masters("fakelet"), client},
	} {
		if err := a.issue(cert.file, cert.subject, cert.template); err != nil {
			return err
		}
	}
	return a.writeServiceAccountKey()
}

// issue writes a key and its certificate; the first one is the authority's own.
func (a *authority) issue(name string, subject pkix.Name, template *x509.Certificate) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	a.serial++
	cert := *template
	cert.SerialNumber, cert.Subject = big.NewInt(a.serial), subject
	cert.NotBefore, cert.NotAfter = time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0)
	if a.cert == nil {
		a.cert, a.key = &cert, key
	}
	der, err := x509.CreateCertificate(rand.Reader, &cert, a.cert, key.Public(), a.key)
	if err != nil {
		return err
	}
	if cert.IsCA {
		// Parsed, it also has the identifier of its key, by which the others name it.
		if a.cert, err = x509.ParseCertificate(der); err != nil {
			return err
		}
	}
	if err := a.write(name+".crt", "CERTIFICATE", der); err != nil {
		return err
	}
	return a.writeKey(name+".key", key)
}

func (a *authority) writeServiceAccountKey() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	if err := a.write("sa.pub", "PUBLIC KEY", public); err != nil {
		return err
	}
	return a.writeKey("sa.key", key)
}

func (a *authority) writeKey(name string, key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return a.write(name, "EC PRIVATE KEY", der)
}

func (a *authority) write(name, kind string, der []byte) error {
	return os.WriteFile(filepath.Join(a.folder, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}
